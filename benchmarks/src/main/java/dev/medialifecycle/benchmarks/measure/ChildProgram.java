package dev.medialifecycle.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another program of this class path in a Java virtual machine of its own, where a figure depends on its heap. */
public final class ChildProgram {
    private ChildProgram() {}

    /** Runs it to its end with these options of the virtual machine, and says whether it ended well. */
    public static boolean run(Class<?> main, List<String> options, List<String> args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
        command.addAll(args);
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
