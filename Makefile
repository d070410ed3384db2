# What one can do with this checkout. Every command runs in its own environment, through ./run.
# PYTHON names the Python to install with; by default the first one on PATH that is new enough.
NEW_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(or $(shell for python in python3 python3.11 python3.12 python3.13 python3.14; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && { echo $$python; break; }; done),python3)
PACKAGES = batches bench bookings cgtlims cleanrooms documents integrity materials deploy measures monitoring people proof qc quality setup

# Values for one look at the production settings; nothing is connected to.
PRODUCTION = \
	CGTLIMS_ENV=production \
	CGTLIMS_SECRET_KEY=$$(./run python -c 'import secrets; print(secrets.token_hex(32))') \
	CGTLIMS_AUDIT_KEY=$$(./run python -c 'import secrets; print(secrets.token_hex(32))') \
	CGTLIMS_ALLOWED_HOSTS=lims.invalid \
	DATABASE_URL=postgresql://lims_app@db.invalid/lims \
	DATABASE_OWNER_URL=postgresql://lims_owner@db.invalid/lims \
	DATABASE_PARTNER_URL=postgresql://lims_partner@db.invalid/lims \
	REDIS_URL=redis://broker.invalid/0

.DEFAULT_GOAL := help
.PHONY: help install browser demo twin test check fix schema bench proof vendor clean
.PHONY: style types imports templates migrations production

help:  ## say what can be done
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

install:  ## bring everything that is needed to run
	@$(PYTHON) -m setup

browser:  ## the same, with a browser for the tests
	@$(PYTHON) -m setup --chromium

demo: install  ## start the demo facility (ONCE=1: run its batch to the PDF, then stop)
	@./run python -m cgtlims.demo $(if $(ONCE),--once)

twin: install  ## make a database for load out of the demo (DAYS=365 SCALE=10: so much of it)
	@./run python -m cgtlims.twin --days $(or $(DAYS),365) --scale $(or $(SCALE),1)

test: browser  ## run every test, against a real PostgreSQL and Valkey (ONLY=path: those only)
	@./run pytest -n auto $(ONLY)

check: style types imports templates migrations production  ## look at everything that needs no run

style: install
	./run ruff check .
	./run ruff format --check .

types: install
	./run mypy $(wildcard $(PACKAGES))

imports: install
	./run lint-imports

templates: install
	./run djlint --lint templates

migrations: install
	./run python -m cgtlims.embedded exec --ephemeral -- python manage.py makemigrations --check --dry-run

production: install
	$(PRODUCTION) ./run python manage.py check --deploy --fail-level WARNING

fix: install  ## format the code and the templates
	./run ruff check --fix .
	./run ruff format .

schema: install  ## write docs/openapi.yaml and docs/lifecycles.md, as the code has them now
	./run python manage.py spectacular --file docs/openapi.yaml --validate --fail-on-warn
	./run python manage.py draw_lifecycles

bench: install  ## measure speeds and sizes against their bars (ONLY=name: that one)
	@./run python -m bench $(ONLY)

proof: install  ## kill and corrupt things, and show that nothing is lost (ONLY=name: that one)
	@./run python -m proof $(ONLY)

vendor: install  ## fetch the pinned front-end files again (needs npm)
	@./run python -m setup.vendor

clean:  ## remove what was installed and cached here; data are kept
	rm -rf .venv .tools .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
