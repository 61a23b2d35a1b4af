"""The acts of the desk, a file each: what can be done with an item of the queue, how it is undone, and what it is called."""
