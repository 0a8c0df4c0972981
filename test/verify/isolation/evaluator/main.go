// policy-verdicts reads policy sets as JSON, one a line, and answers each with a line of verdicts.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"health-cloud.example/dependent/networkpolicy"
)

func main() {
	if err := answer(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "policy-verdicts:", err)
		os.Exit(1)
	}
}

func answer(questions io.Reader, answers io.Writer) error {
	decoder := json.NewDecoder(questions)
	// A misspelt field would make a policy say something else.
	decoder.DisallowUnknownFields()
	for {
		var set networkpolicy.PolicySet
		if err := decoder.Decode(&set); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		verdicts, err := networkpolicy.Verdicts(set)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(answers, verdicts); err != nil {
			return err
		}
	}
}
