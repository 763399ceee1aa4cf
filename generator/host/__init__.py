"""MkDocs, which gives the frame and the hand-written pages: the only folder that knows it."""
