"""Reading knowledge: from folders of YAML files to records that are known to be sound.

``folders`` finds the files, ``strictyaml`` reads them, ``shape``, ``rules``, ``references`` and ``packs``
check them, ``records`` makes the records, ``inspection`` puts these in order, and ``compiled`` keeps the
outcome for the next start. Only :mod:`lossdoctor.knowledge_base` and the ``knowledge`` commands use it.
"""
