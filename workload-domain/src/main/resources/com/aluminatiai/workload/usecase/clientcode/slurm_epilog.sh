#!/bin/bash
# Ends what prolog.sh began; see there.
ALUMINATIAI_PART=end . "${BASH_SOURCE[0]%/*}/prolog.sh"
