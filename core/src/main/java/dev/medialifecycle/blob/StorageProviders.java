package dev.medialifecycle.blob;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Opens providers by the name of their type, from whatever modules are on the class path. */
public final class StorageProviders {
    private static final Map<String, String> MODULES = Map.of(
            "s3", "medialifecycle-storage-s3",
            "supabase", "medialifecycle-storage-supabase",
            "imagekit", "medialifecycle-storage-imagekit");

    private StorageProviders() {}

    /**
     * Opens a provider; the caller closes it. {@code ML-CFG-001} names the module that a type needs, {@code ML-CFG-006} the
     * settings that its module does not know. Secrets may come from the process's environment.
     */
    public static StorageProvider open(String type, String name, Map<String, String> settings) {
        return open(type, name, settings, System::getenv);
    }

    /** The same with another environment. */
    public static StorageProvider open(
            String type, String name, Map<String, String> settings, UnaryOperator<@Nullable String> environment) {
        Map<String, StorageProviderFactory> factories = new TreeMap<>();
        for (StorageProviderFactory factory :
                ServiceLoader.load(StorageProviderFactory.class, StorageProviders.class.getClassLoader())) {
            factories.put(factory.type(), factory);
        }
        StorageProviderFactory factory = factories.get(type);
        if (factory == null) {
            throw missing(type, name, factories.keySet().toString());
        }
        StorageSettings known = new StorageSettings(name, settings, environment);
        StorageProvider provider = factory.open(name, known);
        try {
            known.refuseUnknown();
        } catch (MediaLifecycleException e) {
            provider.close();
            throw e;
        }
        return provider;
    }

    private static MediaLifecycleException missing(String type, String name, String present) {
        String module = MODULES.get(type);
        String next = module == null
                ? "use one of " + present + ", or add the module that brings it"
                : "add the dependency dev.medialifecycle:" + module;
        return new MediaLifecycleException(
                ErrorCode.MISSING_PART,
                ErrorKind.REJECTED,
                "Provider " + name + " is of type \"" + type + "\", which nothing on the class path brings. Next: "
                        + next);
    }
}
