"""The sheet on paper: a scene drawn with matplotlib, with title, key, sources and licences."""
