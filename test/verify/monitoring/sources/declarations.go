package main

import (
	"go/ast"
	"strings"
)

// Labels by series.
type seriesOf map[string]map[string]bool

func (s seriesOf) add(name string, labels ...string) {
	if s[name] == nil {
		s[name] = map[string]bool{}
	}
	for _, label := range labels {
		s[name][label] = true
	}
}

// Finds the metrics that a package declares, and the labels that it gives to all metrics of a registry.
type declarations struct {
	source *source
	pkg    *sourcePackage
	series seriesOf
	shared map[string]bool
}

func (d declarations) find() {
	for _, file := range d.pkg.files {
		said := words{d.source, d.pkg, file}
		ast.Inspect(file, func(node ast.Node) bool {
			if call, ok := node.(*ast.CallExpr); ok {
				d.call(said, call)
			}
			return true
		})
	}
}

func (d declarations) call(said words, call *ast.CallExpr) {
	if called(call) == "NewDesc" && len(call.Args) >= 4 {
		if name, ok := said.text(call.Args[0]); ok {
			d.series.add(name, append(said.list(call.Args[2]), said.list(call.Args[3])...)...)
		}
		return
	}
	if called(call) == "WrapRegistererWith" && len(call.Args) > 0 {
		for _, label := range said.list(call.Args[0]) {
			d.shared[label] = true
		}
		return
	}
	for index, argument := range call.Args {
		if options, kind := optionsIn(argument); options != nil {
			d.options(said, options, kind, call.Args[index+1:])
		}
	}
}

// The options of a metric, such as &prometheus.CounterOpts{...}, and the name of their type.
func optionsIn(argument ast.Expr) (*ast.CompositeLit, string) {
	if pointer, ok := argument.(*ast.UnaryExpr); ok {
		argument = pointer.X
	}
	literal, ok := argument.(*ast.CompositeLit)
	if !ok {
		return nil, ""
	}
	kind := ""
	switch named := literal.Type.(type) {
	case *ast.Ident:
		kind = named.Name
	case *ast.SelectorExpr:
		kind = named.Sel.Name
	}
	if !strings.HasSuffix(kind, "Opts") {
		return nil, ""
	}
	return literal, kind
}

func (d declarations) options(said words, literal *ast.CompositeLit, kind string, rest []ast.Expr) {
	parts := map[string]ast.Expr{}
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok {
				parts[key.Name] = pair.Value
			}
		}
	}
	names := []ast.Expr{}
	for _, part := range []string{"Namespace", "Subsystem", "Name"} {
		if expression := parts[part]; expression != nil {
			names = append(names, expression)
		}
	}
	name, ok := said.joined(names)
	if parts["Name"] == nil || !ok {
		return
	}
	labels := said.list(parts["ConstLabels"])
	for _, argument := range rest {
		labels = append(labels, said.list(argument)...)
	}
	switch {
	case strings.HasPrefix(kind, "Histogram"):
		d.series.add(name+"_bucket", append(labels, "le")...)
	case strings.HasPrefix(kind, "Summary"):
		d.series.add(name, append(labels, "quantile")...)
	default:
		d.series.add(name, labels...)
		return
	}
	d.series.add(name+"_sum", labels...)
	d.series.add(name+"_count", labels...)
}
