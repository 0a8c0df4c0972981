// Prints, as JSON, what the OpenStack provider does in code and its schema, as Terraform sees it, does not say.
package main

import (
	"crypto/sha1"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"github.com/terraform-provider-openstack/terraform-provider-openstack/v3/openstack"
)

// One map per resource type, by the path of an attribute: the names down to it, list and set levels left out.
type byType[Fact any] map[string]map[string]Fact

type facts struct {
	Provider       string              `json:"provider"`
	Version        string              `json:"version"`
	Defaults       byType[any]         `json:"defaults"`
	StoredAs       byType[string]      `json:"stored_as"`
	ComputedBlocks map[string][]string `json:"computed_blocks"`
}

const jsonProbe = `{"b": [1, "X"], "a": {"d": "<", "c": null}}`

var textProbes = []string{"Text", "FD00::A/64", jsonProbe}

// The forms in which providers store a text, by the names that the facts give them.
var storedForms = map[string]func(text string) string{
	"sha1": func(text string) string {
		sum := sha1.Sum([]byte(text))

		return hex.EncodeToString(sum[:])
	},
	"lowercase": strings.ToLower,
	"json": func(text string) string {
		var value any
		if json.Unmarshal([]byte(text), &value) != nil {
			return text
		}

		normalized, err := json.Marshal(value)
		if err != nil {
			return text
		}

		return string(normalized)
	},
}

func main() {
	if len(os.Args) != 2 {
		fail("usage: openstack VERSION")
	}

	found := facts{
		Provider:       "registry.terraform.io/terraform-provider-openstack/openstack",
		Version:        os.Args[1],
		Defaults:       byType[any]{},
		StoredAs:       byType[string]{},
		ComputedBlocks: map[string][]string{},
	}
	for name, resource := range openstack.Provider().ResourcesMap {
		found.read(name, "", resource.SchemaMap())
		slices.Sort(found.ComputedBlocks[name])
	}

	encoder := json.NewEncoder(os.Stdout)
	encoder.SetIndent("", "  ")

	if err := encoder.Encode(found); err != nil {
		fail(err.Error())
	}
}

func (found facts) read(resource, parent string, attributes map[string]*schema.Schema) {
	for name, attribute := range attributes {
		path := parent + name

		// A default function asks the environment, which the simulation does not have: its answer here is that there is none.
		if value, err := attribute.DefaultValue(); err != nil {
			fail(fmt.Sprintf("%s.%s: %s", resource, path, err))
		} else if isPrimitive(attribute.Type) && value != nil {
			put(found.Defaults, resource, path, value)
		}

		if attribute.StateFunc != nil {
			put(found.StoredAs, resource, path, storedForm(resource, path, attribute.StateFunc))
		}

		if block, ok := attribute.Elem.(*schema.Resource); ok {
			// What is computed and cannot be configured is an attribute to Terraform, which its schema says.
			if attribute.Computed && attribute.Optional && attribute.ConfigMode == schema.SchemaConfigModeAuto {
				found.ComputedBlocks[resource] = append(found.ComputedBlocks[resource], path)
			}

			found.read(resource, path+".", block.SchemaMap())
		}
	}
}

// An empty list or map as a default means the same as none.
func isPrimitive(kind schema.ValueType) bool {
	return kind == schema.TypeBool || kind == schema.TypeInt || kind == schema.TypeFloat || kind == schema.TypeString
}

// storedForm finds the form by trying: functions have no names.
func storedForm(resource, path string, store schema.SchemaStateFunc) string {
	for name, form := range storedForms {
		matches := true
		for _, probe := range textProbes {
			matches = matches && store(probe) == form(probe)
		}

		if matches {
			return name
		}
	}

	fail(fmt.Sprintf("%s.%s is stored in a form that is none of sha1, lowercase, json: add it here and to the simulation", resource, path))

	return ""
}

func put[Fact any](facts byType[Fact], resource, path string, fact Fact) {
	if facts[resource] == nil {
		facts[resource] = map[string]Fact{}
	}

	facts[resource][path] = fact
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(1)
}
