package dev.medialifecycle.internal.effect;

import dev.medialifecycle.outbox.Effect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Does effects of one kind; several at once where that saves requests or questions. */
public interface EffectHandler {
    /** One answer for every effect given; may throw, and then none of them is known to be done. */
    Map<Effect, Handled> handle(List<Effect> effects);

    /** How many are given at most. */
    int atOnce();

    /** For effects of a kind that gain nothing from being done together. */
    static <E extends Effect> EffectHandler each(Class<E> kind, Function<E, Handled> work) {
        return new EffectHandler() {
            @Override
            public Map<Effect, Handled> handle(List<Effect> effects) {
                Map<Effect, Handled> handled = new HashMap<>();
                effects.forEach(effect -> handled.put(effect, work.apply(kind.cast(effect))));
                return handled;
            }

            @Override
            public int atOnce() {
                return 1;
            }
        };
    }
}
