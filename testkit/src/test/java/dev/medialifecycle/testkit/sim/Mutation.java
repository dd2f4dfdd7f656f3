package dev.medialifecycle.testkit.sim;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The library with one guard disabled, compiled to a folder of its own and loaded beside the real one. */
final class Mutation {
    private final Mutant mutant;
    private final Path folder;

    Mutation(Mutant mutant, Path folder) {
        this.mutant = mutant;
        this.folder = folder;
    }

    /** Who noticed; empty if nobody did in so many lives. */
    Optional<String> noticed(int seeds) {
        compile();
        return mutant.killer().isEmpty() ? bySimulation(seeds) : byTest();
    }

    private void compile() {
        Path source = folder.resolve("sources").resolve(Path.of(mutant.file()).getFileName());
        write(source, mutant.mutated());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(
                null,
                null,
                null,
                "-nowarn",
                "-proc:none",
                "-d",
                folder.toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                source.toString());
        if (failed != 0) {
            throw new IllegalStateException("The mutant of " + mutant + " does not compile");
        }
    }

    private Optional<String> bySimulation(int seeds) {
        try (URLClassLoader loader = new MutatedFirst(folder)) {
            Class<?> simulation = loader.loadClass("dev.medialifecycle.testkit.sim.Simulation");
            return LongStream.range(0, seeds)
                    .parallel()
                    .mapToObj(seed -> broken(simulation, seed))
                    .flatMap(Optional::stream)
                    .findAny();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> broken(Class<?> simulation, long seed) {
        try {
            Object life = simulation.getMethod("of", long.class).invoke(null, seed);
            Object unused = simulation.getMethod("run").invoke(life);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            String message = String.valueOf(e.getCause().getMessage());
            return Optional.of(message.lines().findFirst().orElse(message));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<String> byTest() {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        try (URLClassLoader loader = new MutatedFirst(folder)) {
            Launcher launcher = LauncherFactory.create();
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(loader.loadClass(mutant.killer())))
                            .build(),
                    summary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        return summary.getSummary().getFailures().stream()
                .map(failure -> failure.getTestIdentifier().getDisplayName())
                .findFirst();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads everything of ours anew, the mutated class before the real one. */
    private static final class MutatedFirst extends URLClassLoader {
        MutatedFirst(Path folder) {
            super(urls(folder), Mutation.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return name.startsWith("dev.medialifecycle.") ? findClass(name) : super.loadClass(name, resolve);
            }
        }

        private static URL[] urls(Path folder) {
            List<Path> path = new ArrayList<>(List.of(folder));
            Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                    .map(Path::of)
                    .forEach(path::add);
            return path.stream().map(MutatedFirst::url).toArray(URL[]::new);
        }

        private static URL url(Path path) {
            try {
                return path.toUri().toURL();
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
