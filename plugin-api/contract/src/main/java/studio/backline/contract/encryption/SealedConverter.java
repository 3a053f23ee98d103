package studio.backline.contract.encryption;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Stores the envelope of a sealed field as {@code bytea}: {@code @Convert(converter =
 * SealedConverter.class)}.
 */
@Converter
public final class SealedConverter implements AttributeConverter<Sealed<?>, byte[]> {

    @Override
    public byte @Nullable [] convertToDatabaseColumn(@Nullable Sealed<?> sealed) {
        return sealed == null ? null : sealed.envelope();
    }

    @Override
    public @Nullable Sealed<?> convertToEntityAttribute(byte @Nullable [] envelope) {
        return envelope == null ? null : new Sealed<>(envelope);
    }
}
