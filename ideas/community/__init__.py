"""Community: boards, ideas and what people do with them, and the pipeline they move through."""
