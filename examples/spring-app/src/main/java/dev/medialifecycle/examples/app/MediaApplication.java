package dev.medialifecycle.examples.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The application. Start it with the profile {@code demo} and it needs nothing but itself. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class MediaApplication {
    /** Starts the application. */
    public static void main(String[] args) {
        SpringApplication.run(MediaApplication.class, args);
    }
}
