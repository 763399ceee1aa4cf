"""The commands of ``tiltak``, one module each: ``arguments(parser)`` and ``run(args, sted) -> exit code``."""
