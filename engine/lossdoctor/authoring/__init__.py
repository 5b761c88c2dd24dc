"""Writing knowledge: drafts of files, asking for what they need, and schemas that complete ids in editors.

``drafts`` holds what a new file says, ``yaml_text`` how it is written, ``near`` what is there already and
means the same, ``interview`` the questions, ``writing`` the files on the disk.
"""
