package com.owndom.hosting.app;

import com.owndom.hosting.settings.EstateSettings;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables of a container as Docker takes them, in the order of their names.
 *
 * @param plan has the plain ones and the names of the secret ones
 * @param settings has the values of the secret ones
 */
record EnvironmentVariables(AppPlan plan, EstateSettings settings) {

    private static final Set<String> DATABASE = Set.of("DATABASE_URL", "DATABASE_DIRECT_URL");

    /** With these, too, and those of the secrets unless they are in files. */
    Output<List<String>> with(Map<String, Output<String>> runtime, Optional<SecretFiles> files) {
        var values = new TreeMap<String, Output<String>>(runtime);
        files.ifPresentOrElse(
                it -> {
                    secrets(runtime).keySet().forEach(name -> moved(name, values));
                    values.put("SECRETS_VERSION", it.version());
                },
                () -> values.putAll(secrets(runtime)));
        // Last, so that what the owner wrote wins over what is conventional.
        plan.environment().forEach((name, value) -> values.putIfAbsent(name, Output.of(value)));
        plan.app().environment().forEach((name, value) -> values.put(name, Output.of(value)));
        return Output.all(
                values.entrySet().stream().map(EnvironmentVariables::assignment).toList());
    }

    /** The secret ones: the database's addresses, and those of the stack. */
    Map<String, Output<String>> secrets(Map<String, Output<String>> runtime) {
        var secrets = new TreeMap<String, Output<String>>(runtime);
        secrets.keySet().retainAll(DATABASE);
        var values = settings.secretEnvironment();
        plan.app().secretEnvironment().forEach(name -> secrets.put(name, values.value(plan.client(), name)));
        return secrets;
    }

    private static void moved(String name, Map<String, Output<String>> values) {
        values.remove(name);
        values.put(name + "_FILE", Output.of(SecretFiles.path(name)));
    }

    private static Output<String> assignment(Map.Entry<String, Output<String>> variable) {
        return variable.getValue().applyValue(value -> variable.getKey() + "=" + value);
    }
}
