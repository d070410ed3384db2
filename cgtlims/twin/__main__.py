import sys

from cgtlims.twin.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
