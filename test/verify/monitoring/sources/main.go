// Reads the metrics that a program's Go source declares, with the labels of each, without building the program.
//
// Usage: metric-sources FOLDER MODULE PACKAGE...
// FOLDER is where the source of MODULE stands; packages are its folders. Writes labels by series as JSON.
package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
)

func main() {
	if len(os.Args) < 4 {
		fail(fmt.Errorf("got %d words, expected FOLDER MODULE PACKAGE", len(os.Args)-1))
	}
	source := newSource(os.Args[1], os.Args[2])
	series, shared := seriesOf{}, map[string]bool{}
	for _, folder := range os.Args[3:] {
		pkg, err := source.read(source.module + "/" + folder)
		if err != nil {
			fail(err)
		}
		declarations{source, pkg, series, shared}.find()
	}
	labels := map[string][]string{}
	for name, set := range series {
		labels[name] = []string{}
		maps.Copy(set, shared)
		for label := range set {
			labels[name] = append(labels[name], label)
		}
		slices.Sort(labels[name])
	}
	if err := json.NewEncoder(os.Stdout).Encode(labels); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintf(os.Stderr, "metric-sources: %v\n", err)
	os.Exit(1)
}
