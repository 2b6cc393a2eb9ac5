# Sanshe. Two commands are enough to begin with:
#
#   make run     build the program and open an invented sample district
#   make test    build and pass every test
#
# `make` alone lists the rest. The first build takes minutes.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -e -o pipefail -c

PREFIX ?= /usr/local
SWIFT ?= swift
SIZE ?= district
PARTS ?=
SAMPLE := .build/sample
PICTURES := overview-en.svg organizations-zh.svg organization-problems-zh.svg

# One set of flags for check and test, one for run, bench and install: each builds once. Coloured
# messages are a flag of the compiler: a build on a terminal and one without would undo each other.
CHECKED := --no-color-diagnostics --explicit-target-dependency-import-check error
RELEASE := --no-color-diagnostics -c release --static-swift-stdlib
PROGRAM := .build/release/sanshe
SHEETS := .build/release/sanshe-sheets

# $(call stage,NAME,COMMAND) runs a command between two lines that say what, and how long it took.
stage = @echo "== $(1)"; SECONDS=0; $(2); echo "== $(1): $${SECONDS} s"

help: ## list the targets
	@sed -nE 's/^([a-z0-9]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 18

run: release ## open the sample district; without a terminal, print its Overview
	@test -e $(SAMPLE) || { $(PROGRAM) demo $(SAMPLE).new --no-open >/dev/null && mv $(SAMPLE).new $(SAMPLE); }
	@if test -t 0 -a -t 1; then exec $(PROGRAM) --registry $(SAMPLE); fi; \
	$(PROGRAM) --registry $(SAMPLE) overview; \
	echo "To open it, on a terminal: $(PROGRAM) --registry $(SAMPLE)"

test: debug ## build and pass every test
	$(call stage,Tests,$(SWIFT) test $(CHECKED))

check: lint debug ## format, rules of the sources, and a build in which a warning is an error

golden: debug ## rewrite the golden screens; read them before you commit
	$(call stage,Golden screens,SANSHE_GOLDEN=write $(SWIFT) test $(CHECKED) --filter Golden)

screens: debug ## draw the screens of the tests as SVG: screens/, and the pictures of README.md
	.build/debug/pictures screens
	cp $(addprefix screens/,$(PICTURES)) Resources/Pictures

bench: deps ## measure how long a clerk waits, each figure beside a yardstick (SIZE=city, PARTS="start growth")
	$(call stage,Release build,$(SWIFT) build $(RELEASE) --product sanshe && \
	  $(SWIFT) build $(RELEASE) --product bench)
	@rm -rf .build/bench && .build/release/bench .build/bench $(SIZE) $(PARTS)

fuzz: debug ## read 3000 spreadsheets broken by chance, of each of 5 kinds (SANSHE_FUZZ=N, SEED=n)
	$(call stage,Fuzz,SANSHE_FUZZ=$${SANSHE_FUZZ:-3000} $(SWIFT) test $(CHECKED) --skip-build \
	  --filter 'FuzzTests|anArchiveWithoutEnd')

interop: debug ## what other programs read and keep: reports in a browser, workbooks in LibreOffice and Python, PostgreSQL
	@for tool in chromium pdftotext soffice; do command -v $$tool >/dev/null || missing=1; done; \
	/usr/bin/python3 -c 'import openpyxl, pandas' 2>/dev/null || missing=1; \
	test -z "$$missing" || apt-get install -y chromium fonts-noto-cjk poppler-utils \
	  libreoffice-calc-nogui python3-openpyxl python3-pandas
	@ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || apt-get install -y postgresql
	@command -v pgbouncer >/dev/null || apt-get install -y --no-install-recommends pgbouncer
	$(call stage,Reports in a browser,.ci/interop .build/debug/sanshe)
	$(call stage,Workbooks cell by cell,/usr/bin/python3 .ci/interop-sheets .build/debug/sanshe-sheets)
	$(call stage,Workbooks of a registry,/usr/bin/python3 .ci/interop-files .build/debug/sanshe)
	$(call stage,Registries in PostgreSQL,$(SWIFT) test $(CHECKED) --skip-build \
	  --filter 'WallTests|ValueTests|SilenceTests|PlanTests|PoolTests|PostgresTests|EngineTests|EngineSeamTests|DatabaseTests')

simulate: deps ## let clerks work on a simulated disk through crashes, then omit each sync (SEED=n, WITHOUT=sync)
	$(call stage,Release build,$(SWIFT) build $(RELEASE) --product simulate)
	$(call stage,Simulation,.build/release/simulate $(SEED) $(addprefix --without ,$(WITHOUT)))

faults: debug ## every call fails, files are cut at every byte, bits flipped, processes are killed (SEED=n)
	$(call stage,Faults,SANSHE_FAULTS=1 $(SWIFT) test $(CHECKED) --filter Faults)

chaos: debug ## clerks save in PostgreSQL while sessions, connections and the server are killed (SANSHE_CHAOS=N, SEED=n)
	$(call stage,Chaos,SANSHE_CHAOS=$${SANSHE_CHAOS:-10000} $(SWIFT) test $(CHECKED) --skip-build --filter ChaosTests)

e2e: debug ## run the commands of the built program, and nothing else
	$(call stage,End to end,$(SWIFT) test $(CHECKED) --filter EndToEndTests)

deps: ## install the Debian packages that are missing
	@.ci/deps $(SWIFT)

install: release ## install both programs, which need no Swift, to PREFIX
	install -D -s -m 755 -t $(DESTDIR)$(PREFIX)/bin $(PROGRAM) $(SHEETS)

clean: ## remove everything built, and the sample district
	rm -rf .build screens

# Steps of the targets above.

lint:
	$(call stage,Format,$(SWIFT) format lint --strict --parallel --recursive \
	  Package.swift Sources Tests Resources)
	$(call stage,Rules of the sources,.ci/rules)

debug: deps
	$(call stage,Build of program and tests,$(SWIFT) build --build-tests $(CHECKED))

release: deps
	$(call stage,Release build,$(SWIFT) build $(RELEASE) --product sanshe && \
	  $(SWIFT) build $(RELEASE) --product sanshe-sheets)

.NOTPARALLEL:
.PHONY: help run test check golden screens bench simulate faults chaos fuzz interop e2e deps install clean lint debug release
