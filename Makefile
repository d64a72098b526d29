# Gloss. `make` lists the targets; `make run` is all it takes to try it.

export GOFLAGS := $(GOFLAGS) -buildvcs=false

# What a person may set on the command line.
ARTICLES ?=
ADDR ?=
OUT ?= dist
BASE ?= /
FUZZTIME ?= 15s
# FAST=1 compresses the program quickly: 15 % larger, ready in seconds after each change.
FAST ?=

CACHE := build/cache
TOOLS := build/tools
WASM := build/app.wasm
SLIM := build/slim.json
# Inlining makes a WebAssembly program larger: without it the download is a tenth smaller. What is called for each
# character, each annotation or each allocation keeps it.
GCFLAGS := -gcflags=all=-l $(addprefix -gcflags=,$(addsuffix =,runtime internal/runtime/... sync/atomic unicode/utf8 \
	gloss/annotations gloss/app/surface github.com/clipperhouse/...))
NATIVE := bin/gloss
GOROOT := $(shell go env GOROOT)

GOFUMPT := $(TOOLS)/gofumpt-v0.12.0
STATICCHECK := $(TOOLS)/staticcheck-v0.8.2
DEADCODE := $(TOOLS)/deadcode-v0.52.0

# Only what is meant to be changed by a flag is passed on.
ARTICLES_FLAG = $(if $(ARTICLES),--articles "$(ARTICLES)")
ADDR_FLAG = $(if $(ADDR),--addr "$(ADDR)")

.PHONY: help build wasm run site test unit wasm-test browser-test check fuzz bench size golden gallery clean tools

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  make run ARTICLES=folder ADDR=127.0.0.1:8000    make site OUT=folder BASE=/path/ ARTICLES=folder"

build: wasm ## compile the app and the command bin/gloss, which holds it
	@mkdir -p wasm/program bin
	@go run ./wasm pack --cache $(CACHE) $(if $(FAST),--fast) $(WASM) wasm/program
	go build -trimpath -o $(NATIVE) ./wasm

wasm: # the app alone; wasm_exec.js has to be of the same Go release
	@mkdir -p build
	@.ci/slim > $(SLIM)
	GOOS=js GOARCH=wasm go build -overlay $(SLIM) -trimpath $(GCFLAGS) -ldflags='-s -w' -o $(WASM) ./wasm
	@go run ./wasm/slim $(WASM)
	@cp "$(GOROOT)/lib/wasm/wasm_exec.js" build/wasm_exec.js

run: build ## serve Gloss on this machine (ARTICLES=folder, ADDR=host:port)
	$(NATIVE) serve --cache $(CACHE) $(ARTICLES_FLAG) $(ADDR_FLAG)

site: build ## write the static site (OUT=folder, BASE=/path/, ARTICLES=folder)
	$(NATIVE) build --cache $(CACHE) --out "$(OUT)" --base "$(BASE)" $(ARTICLES_FLAG)

test: unit wasm-test browser-test ## run every test there is

unit: ## run the tests that need nothing but Go
	GLOSS_BROWSERS=none go test -timeout 10m ./...

wasm-test: ## run the domain's tests as WebAssembly, with node
	@if command -v node >/dev/null; then set -x; \
		GOOS=js GOARCH=wasm go test -timeout 15m \
			-exec "env -i HOME=$$HOME PATH=$$PATH $(GOROOT)/lib/wasm/go_js_wasm_exec" ./annotations/...; \
	else echo "make wasm-test: there is no node here, so the domain was not tested as WebAssembly."; fi

browser-test: wasm ## run the app in Chromium, Firefox and WebKit (GLOSS_BROWSERS=chromium,firefox)
	@.ci/axe
	@set -e; browsers=$${GLOSS_BROWSERS:-$$(.ci/browsers)}; set -x; \
	GLOSS_BROWSERS=$$browsers go test -count=1 -timeout 30m ./app/... ./wasm/...

check: tools ## format, vet, static analysis, dead code, imports, golden files; silent when all is well
	@unformatted=$$($(GOFUMPT) -l .); test -z "$$unformatted" || { echo "not formatted with gofumpt:"; echo "$$unformatted"; exit 1; }
	@go vet ./...
	@GOOS=js GOARCH=wasm go vet ./...
	@$(STATICCHECK) ./...
	@GOOS=js GOARCH=wasm $(STATICCHECK) ./...
	@.ci/deadcode $(DEADCODE)
	@out=$$(go test -run 'Imports|Golden' ./... 2>&1) || { echo "$$out" | grep -v '^ok\|no test files'; exit 1; }

fuzz: ## run each fuzz test for FUZZTIME (15s)
	@set -e; grep -rl --include='*_test.go' '^func Fuzz' . | sort | while read -r file; do \
		for name in $$(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\).*/\1/p' "$$file"); do \
			go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) "$$(dirname "$$file")"; \
		done; \
	done

bench: wasm ## measure the app in Chromium beside pages written by hand (BENCH=quick, or W3,native)
	@mkdir -p build
	BENCH=$(or $(BENCH),full) GLOSS_BENCH_OUT=../../build/bench GLOSS_BROWSERS=chromium \
		go test -count=1 -timeout 60m -run TestBench ./wasm/bench
	@cat build/bench.md

size: build ## show what a first visit downloads; fail over the budget
	@$(NATIVE) size --cache $(CACHE)

golden: ## rewrite the golden files; read the difference before you keep it
	GLOSS_GOLDEN=update go test -count=1 -run Golden ./...

gallery: ## write every component in every state into build/gallery, to be looked at
	GLOSS_GALLERY=$(CURDIR)/build/gallery go test -count=1 -run TestGalleryPages ./app
	@echo "open build/gallery/gallery/index.html"

clean: ## remove everything that make has made
	rm -rf bin build dist
	rm -f wasm/program/app.wasm wasm/program/app.wasm.br wasm/program/app.wasm.gz wasm/program/wasm_exec.js

# The tools are built for this machine and kept, since GOOS=js would be built into `go run` too.
tools: $(GOFUMPT) $(STATICCHECK) $(DEADCODE)

$(GOFUMPT):
	@.ci/tool $@ mvdan.cc/gofumpt@v0.12.0

$(STATICCHECK):
	@.ci/tool $@ honnef.co/go/tools/cmd/staticcheck@v0.8.2

$(DEADCODE):
	@.ci/tool $@ golang.org/x/tools/cmd/deadcode@v0.52.0
