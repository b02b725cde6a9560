import sys

from mensch.cli import main

sys.exit(main())
