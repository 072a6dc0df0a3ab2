"""`python -m tei_encode`."""

from tei_encode.cli import main

raise SystemExit(main())
