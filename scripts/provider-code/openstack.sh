#!/usr/bin/env bash
# Writes facts/provider-code/openstack.json from the source of the OpenStack provider, which the Go module proxy has. Needs Go.
set -euo pipefail

readonly VERSION=3.4.0
readonly MODULE=github.com/terraform-provider-openstack/terraform-provider-openstack/v3

folder="$(cd "$(dirname "$0")" && pwd)"
target="$folder/../../facts/provider-code/openstack.json"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

cp "$folder/openstack.go" "$scratch/main.go"
cd "$scratch"
go mod init facts
go get "$MODULE@v$VERSION"
go mod tidy
# Some defaults come from the variables that OpenStack's own client reads.
env -i PATH="$PATH" HOME="$HOME" GOFLAGS="${GOFLAGS:-}" GOPROXY="$(go env GOPROXY)" go run . "$VERSION" >facts.json
mv facts.json "$target"
