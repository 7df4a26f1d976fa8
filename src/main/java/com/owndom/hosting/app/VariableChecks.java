package com.owndom.hosting.app;

import com.owndom.hosting.check.Problems;
import com.owndom.hosting.settings.EstateSettings;
import java.util.stream.Stream;

/** What can be wrong with the environment variables that an app's owner added. */
record VariableChecks(AppPlan plan, EstateSettings settings, Problems problems) {

    void check() {
        names();
        secretsInPlain();
        secretsWithoutValue();
    }

    private void names() {
        Stream.concat(plan.app().environment().keySet().stream(), plan.app().secretEnvironment().stream())
                .filter(name -> !name.matches("[A-Za-z_][A-Za-z0-9_]*"))
                .forEach(name -> problems.refuse(
                        "variable \"" + name + "\"",
                        "a name is letters, digits and underscores, no digit first",
                        "write \"" + suggestion(name) + "\""));
    }

    private static String suggestion(String name) {
        return name.replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^(?=[0-9]|$)", "_");
    }

    private void secretsInPlain() {
        plan.app().secretEnvironment().stream()
                .filter(plan.app().environment()::containsKey)
                .forEach(name -> problems.refuse(
                        "secret variable \"" + name + "\"",
                        "is in environment(…) too, in plain text",
                        "remove one of the two"));
    }

    private void secretsWithoutValue() {
        plan.app().secretEnvironment().stream()
                .filter(name -> !settings.secretEnvironment().has(plan.client(), name))
                .forEach(name -> problems.refuse(
                        "secret variable \"" + name + "\"",
                        "has no value in stack " + settings.stack(),
                        "pulumi config set --secret --path 'secretEnvironment." + plan.client() + "." + name + "'"));
    }
}
