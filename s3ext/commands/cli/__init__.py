"""The program ``s3ext``: one module for each group of commands, each loaded when it is called.

The library is click: it is well kept, it comes with uvicorn anyway, and its help and errors are data that a program
can put in words of its own (``interface``). What it says itself is English only, and is never shown.
"""
