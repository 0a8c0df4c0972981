// Reads a configuration of Alloy from the standard input with Alloy's own parser, and compares its blocks and attributes with
// what the components' source declares. Writes one line for each fault.
//
// Usage: alloy-check FOLDER, which holds the source of Alloy's module.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/parser"
)

const alloyModule = "github.com/grafana/alloy"

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("got %d words, expected FOLDER", len(os.Args)-1))
	}
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		fail(err)
	}
	file, err := parser.ParseFile("configuration", text)
	if err != nil {
		fmt.Println(err)
		return
	}
	components := components{newSource(os.Args[1], alloyModule)}
	for _, statement := range file.Body {
		block, ok := statement.(*ast.BlockStmt)
		if !ok {
			fmt.Println("an attribute stands outside of a component")
			continue
		}
		for _, fault := range components.faultsOf(block) {
			fmt.Println(fault)
		}
	}
}

func fail(err error) {
	fmt.Fprintf(os.Stderr, "alloy-check: %v\n", err)
	os.Exit(1)
}
