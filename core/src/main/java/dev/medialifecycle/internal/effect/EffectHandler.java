package dev.medialifecycle.internal.effect;

import dev.medialifecycle.outbox.Effect;
import java.util.List;
import java.util.Map;

/** Does effects of one kind; several at once, so that what is remote can be done in one request. */
@FunctionalInterface
public interface EffectHandler {
    /** One answer for every effect given; may throw, and then none of them is known to be done. */
    Map<Effect, Handled> handle(List<Effect> effects);
}
