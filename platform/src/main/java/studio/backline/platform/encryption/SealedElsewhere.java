package studio.backline.platform.encryption;

import java.util.function.BiFunction;
import studio.backline.platform.encryption.FieldEncryption.Place;

/**
 * A port of whoever keeps envelopes otherwise than one to a declared column, so that keys can
 * rotate: a bean of this type is asked whenever they are sealed anew.
 */
@FunctionalInterface
public interface SealedElsewhere {

    /**
     * Shows each envelope, and keeps what it is given instead.
     *
     * @param again the envelope to keep, which is the same one where nothing has to change
     */
    void sealAgain(BiFunction<Place, byte[], byte[]> again);
}
