// OpenTofu, built from the Go module proxy: `go install` refuses a module that replaces another, so this one requires it and
// repeats what its own go.mod says of the main module alone.
module cdktf-health-cloud/opentofu

go 1.26.6

godebug (
	tlsmlkem=0
	winsymlink=0
)

require github.com/opentofu/opentofu v1.12.6

replace github.com/hashicorp/hcl/v2 v2.20.1 => github.com/opentofu/hcl/v2 v2.20.2-0.20251021132045-587d123c2828
