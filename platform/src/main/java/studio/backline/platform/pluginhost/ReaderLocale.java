package studio.backline.platform.pluginhost;

import java.util.Locale;
import java.util.Optional;

/** The language of whoever reads what the current thread writes. Implemented by the screens. */
@FunctionalInterface
public interface ReaderLocale {

    /** The reader's language; empty on a thread that serves nobody. */
    Optional<Locale> find();
}
