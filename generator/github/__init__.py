"""What runs on GitHub: forms, answers that become files, the comment on a pull request, the weekly list.

Workflows call these modules through ``make``, so each runs and is tested on one's own machine too.
"""
