package main

import (
	"fmt"
	goast "go/ast"
	"go/token"
	"reflect"
	"strings"

	"github.com/grafana/alloy/syntax/ast"
)

// Alloy's components: `loki.write` is the package internal/component/loki/write, and takes what its type Arguments says.
type components struct {
	source *source
}

// A struct of Go, in the file whose imports it means.
type structure struct {
	pkg    *sourcePackage
	file   *goast.File
	fields *goast.FieldList
}

// What a block takes under a name: a block of its own where it has a structure.
type member struct {
	isBlock, isRequired bool
	inner               *structure
}

func (c components) faultsOf(block *ast.BlockStmt) []string {
	name := strings.Join(block.Name, ".")
	pkg, err := c.source.read(alloyModule + "/internal/component/" + strings.Join(block.Name, "/"))
	if err != nil {
		return []string{fmt.Sprintf("%s is no component: %v", name, err)}
	}
	arguments := c.named(pkg, "Arguments")
	if arguments == nil {
		return []string{name + " has no type Arguments"}
	}
	return c.bodyFaults(name+" "+block.Label, block.Body, arguments)
}

func (c components) bodyFaults(where string, body ast.Body, takes *structure) []string {
	members, faults, found := map[string]member{}, []string{}, map[string]bool{}
	c.collect(takes, "", members)
	for _, statement := range body {
		switch given := statement.(type) {
		case *ast.AttributeStmt:
			name := given.Name.Name
			found[name] = true
			if known, ok := members[name]; !ok || known.isBlock {
				faults = append(faults, fmt.Sprintf("%s takes no attribute %s", where, name))
			}
		case *ast.BlockStmt:
			name := strings.Join(given.Name, ".")
			found[name] = true
			known, ok := members[name]
			if !ok || !known.isBlock {
				faults = append(faults, fmt.Sprintf("%s takes no block %s", where, name))
			} else if known.inner != nil {
				faults = append(faults, c.bodyFaults(where+", "+name, given.Body, known.inner)...)
			}
		}
	}
	for name, known := range members {
		if known.isRequired && !found[name] {
			faults = append(faults, fmt.Sprintf("%s lacks %s", where, name))
		}
	}
	return faults
}

// The members of a structure, by the tags of its fields: `alloy:"url,attr"`.
func (c components) collect(of *structure, prefix string, members map[string]member) {
	for _, field := range of.fields.List {
		if field.Tag == nil {
			continue
		}
		tag := reflect.StructTag(strings.Trim(field.Tag.Value, "`")).Get("alloy")
		parts := strings.Split(tag, ",")
		if tag == "" || len(parts) < 2 {
			continue
		}
		name, kind := prefix+parts[0], parts[1]
		inner := c.structureOf(of, field.Type)
		switch {
		case kind == "squash" && inner != nil:
			c.collect(inner, prefix, members)
		case kind == "enum" && inner != nil:
			c.collect(inner, name+".", members)
		case kind == "attr" || kind == "block":
			isRequired := prefix == "" && !strings.Contains(tag, "optional")
			members[name] = member{kind == "block", isRequired, inner}
		}
	}
}

// The structure of a field's type, behind pointers and lists; nil where it is none.
func (c components) structureOf(of *structure, expression goast.Expr) *structure {
	switch typed := expression.(type) {
	case *goast.StarExpr:
		return c.structureOf(of, typed.X)
	case *goast.ArrayType:
		return c.structureOf(of, typed.Elt)
	case *goast.StructType:
		return &structure{of.pkg, of.file, typed.Fields}
	case *goast.Ident:
		return c.named(of.pkg, typed.Name)
	case *goast.SelectorExpr:
		qualifier, ok := typed.X.(*goast.Ident)
		if !ok {
			return nil
		}
		other, err := c.source.read(imported(of.file, qualifier.Name))
		if err != nil {
			return nil
		}
		return c.named(other, typed.Sel.Name)
	}
	return nil
}

func (c components) named(pkg *sourcePackage, name string) *structure {
	for _, file := range pkg.files {
		for _, declaration := range file.Decls {
			general, ok := declaration.(*goast.GenDecl)
			if !ok || general.Tok != token.TYPE {
				continue
			}
			for _, specification := range general.Specs {
				if typed, ok := specification.(*goast.TypeSpec); ok && typed.Name.Name == name {
					return c.structureOf(&structure{pkg, file, nil}, typed.Type)
				}
			}
		}
	}
	return nil
}
