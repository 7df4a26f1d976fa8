package com.owndom.hosting.app;

import com.owndom.hosting.settings.EstateSettings;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The variables of a container as Docker takes them, in the order of their names.
 *
 * @param plan has the plain ones and the names of the secret ones
 * @param settings has the values of the secret ones
 */
record EnvironmentVariables(AppPlan plan, EstateSettings settings) {

    Output<List<String>> with(Map<String, Output<String>> runtime) {
        var values = new TreeMap<String, Output<String>>(runtime);
        var secrets = settings.secretEnvironment();
        plan.app().secretEnvironment().forEach(name -> values.put(name, secrets.value(plan.client(), name)));
        // Last, so that what the owner wrote wins over what is conventional.
        plan.environment().forEach((name, value) -> values.putIfAbsent(name, Output.of(value)));
        plan.app().environment().forEach((name, value) -> values.put(name, Output.of(value)));
        return Output.all(
                values.entrySet().stream().map(EnvironmentVariables::assignment).toList());
    }

    private static Output<String> assignment(Map.Entry<String, Output<String>> variable) {
        return variable.getValue().applyValue(value -> variable.getKey() + "=" + value);
    }
}
