"""Claims to incidents: which reports of different recorders tell of one event, with the evidence for it.

Frames of incidents go in, scored pairs come out (``sides``, ``pairs``, ``evidence``, ``share``, ``verdicts``); only
``match`` touches the register. What the words and weights are is knowledge, in ``parties.yml`` and ``weights.yml``.
"""
