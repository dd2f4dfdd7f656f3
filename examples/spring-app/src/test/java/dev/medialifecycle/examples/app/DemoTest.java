package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.util.TestSocketUtils;

/** The demo as the README starts it, driven by the script that the README names. */
class DemoTest {
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void goes_the_whole_road_with_curl() throws Exception {
        Path folder = TestHost.temporaryFolder();
        Map<String, Object> properties = new LinkedHashMap<>();
        int port = TestSocketUtils.findAvailableTcpPort();
        properties.put("server.port", port);
        properties.put("app.data", folder.toAbsolutePath().toString());
        File output = folder.resolve("try-it.txt").toFile();
        try (ConfigurableApplicationContext host = new SpringApplicationBuilder(MediaApplication.class)
                .profiles("demo")
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("test-host", properties)))
                .run()) {
            Process script = new ProcessBuilder("bash", "try-it.sh", "http://localhost:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            assertThat(script.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(script.exitValue()).as(Files.readString(output.toPath())).isZero();
        }
    }
}
