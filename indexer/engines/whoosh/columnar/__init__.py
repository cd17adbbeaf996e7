"""The execution of a plan over arrays: postings and columns of one generation, read once and shared by its searches."""
