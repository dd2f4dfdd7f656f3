package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.listener.LifecycleListener;
import dev.medialifecycle.listener.MediaEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Makes every event of the library one of the application's, and a line in the log. */
@Component
final class TellingHost implements LifecycleListener {
    private static final Logger LOG = LoggerFactory.getLogger("media.events");

    private final ApplicationEventPublisher publisher;

    TellingHost(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void on(MediaEvent event) {
        LOG.info("{}", EventLine.of(event));
        publisher.publishEvent(event);
    }
}
