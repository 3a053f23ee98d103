package studio.backline.testkit.house;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Computes on first use; a module is read by one test at a time, but may be by several threads. */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> source;
    private volatile @Nullable T value;

    private Once(Supplier<T> source) {
        this.source = source;
    }

    static <T> Supplier<T> of(Supplier<T> source) {
        return new Once<>(source);
    }

    @Override
    public T get() {
        T known = value;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            known = value;
            if (known == null) {
                known = source.get();
                value = known;
            }
            return known;
        }
    }
}
