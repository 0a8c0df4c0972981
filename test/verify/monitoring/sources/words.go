package main

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
)

// What an expression says, where its value stands in the source.
type words struct {
	source *source
	pkg    *sourcePackage
	file   *ast.File
}

func (w words) at(pkg *sourcePackage, found value) words { return words{w.source, pkg, found.file} }

func (w words) text(expression ast.Expr) (string, bool) {
	switch said := expression.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(said.Value)
		return text, err == nil && said.Kind == token.STRING
	case *ast.ParenExpr:
		return w.text(said.X)
	case *ast.BinaryExpr:
		left, ok := w.text(said.X)
		right, also := w.text(said.Y)
		return left + right, ok && also && said.Op == token.ADD
	case *ast.CallExpr:
		if called(said) == "BuildFQName" {
			return w.joined(said.Args)
		}
		return "", false
	}
	pkg, found, ok := w.source.lookup(w.pkg, w.file, expression)
	if !ok {
		return "", false
	}
	return w.at(pkg, found).text(found.expression)
}

// Parts of a name as client_golang joins them: without those that are empty.
func (w words) joined(parts []ast.Expr) (string, bool) {
	names := []string{}
	for _, part := range parts {
		name, ok := w.text(part)
		if !ok {
			return "", false
		}
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, "_"), true
}

// The elements of a list, or the keys of a map; nothing where the source does not say them.
func (w words) list(expression ast.Expr) []string {
	literal, ok := expression.(*ast.CompositeLit)
	if !ok {
		pkg, found, ok := w.source.lookup(w.pkg, w.file, expression)
		if !ok {
			return nil
		}
		return w.at(pkg, found).list(found.expression)
	}
	texts := []string{}
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			element = pair.Key
		}
		if text, ok := w.text(element); ok {
			texts = append(texts, text)
		}
	}
	return texts
}

// The last part of what is called: NewDesc for prometheus.NewDesc(...).
func called(call *ast.CallExpr) string {
	switch function := call.Fun.(type) {
	case *ast.Ident:
		return function.Name
	case *ast.SelectorExpr:
		return function.Sel.Name
	}
	return ""
}
