package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// A package's files, and what its constants and variables are at first.
type sourcePackage struct {
	files  []*ast.File
	values map[string]value
}

// An expression, and the file whose imports it means.
type value struct {
	expression ast.Expr
	file       *ast.File
}

// A module's source, read package by package as it is needed.
type source struct {
	folder, module string
	packages       map[string]*sourcePackage
}

func newSource(folder, module string) *source {
	return &source{folder, module, map[string]*sourcePackage{}}
}

// Packages of other modules are not there.
func (s *source) read(importPath string) (*sourcePackage, error) {
	if known, ok := s.packages[importPath]; ok {
		return known, nil
	}
	inside, ok := strings.CutPrefix(importPath, s.module+"/")
	if !ok {
		return nil, fmt.Errorf("package %s is not of module %s", importPath, s.module)
	}
	folder := filepath.Join(s.folder, filepath.FromSlash(inside))
	isSource := func(info fs.FileInfo) bool { return !strings.HasSuffix(info.Name(), "_test.go") }
	parsed, err := parser.ParseDir(token.NewFileSet(), folder, isSource, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	pkg := &sourcePackage{values: map[string]value{}}
	for _, part := range parsed {
		for _, file := range part.Files {
			pkg.files = append(pkg.files, file)
			pkg.keep(file)
		}
	}
	if len(pkg.files) == 0 {
		return nil, fmt.Errorf("no Go source in %s", folder)
	}
	s.packages[importPath] = pkg
	return pkg, nil
}

func (p *sourcePackage) keep(file *ast.File) {
	for _, declaration := range file.Decls {
		general, ok := declaration.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, specification := range general.Specs {
			named, ok := specification.(*ast.ValueSpec)
			if !ok {
				continue
			}
			for index, name := range named.Names {
				if index < len(named.Values) {
					p.values[name.Name] = value{named.Values[index], file}
				}
			}
		}
	}
}

// The value that a name has, in its package or in one that the file imports.
func (s *source) lookup(pkg *sourcePackage, file *ast.File, expression ast.Expr) (*sourcePackage, value, bool) {
	switch named := expression.(type) {
	case *ast.Ident:
		found, ok := pkg.values[named.Name]
		return pkg, found, ok
	case *ast.SelectorExpr:
		qualifier, ok := named.X.(*ast.Ident)
		if !ok {
			return nil, value{}, false
		}
		other, err := s.read(imported(file, qualifier.Name))
		if err != nil {
			return nil, value{}, false
		}
		found, ok := other.values[named.Sel.Name]
		return other, found, ok
	}
	return nil, value{}, false
}

func imported(file *ast.File, name string) string {
	for _, specification := range file.Imports {
		importPath, err := strconv.Unquote(specification.Path.Value)
		if err != nil {
			continue
		}
		if specification.Name != nil && specification.Name.Name == name || specification.Name == nil && path.Base(importPath) == name {
			return importPath
		}
	}
	return ""
}
