package studio.backline.platform.identity;

import java.time.Instant;
import java.util.Optional;
import studio.backline.contract.tenancy.AccountId;

/**
 * A person who can sign in.
 *
 * @param id its id
 * @param email the address, as typed
 * @param displayName what others see
 * @param operator whether this person runs the server; gives no access to any workspace
 * @param createdAt since when
 */
public record Account(
        AccountId id, EmailAddress email, String displayName, boolean operator, Instant createdAt) {

    /** No name, no address. */
    @Override
    public String toString() {
        return "Account[%s]".formatted(id);
    }

    /**
     * How a person likes the screens, in whichever browser.
     *
     * @param light by day or by night; empty: as the machine says
     * @param language a tag of BCP 47; empty: the language of the house
     * @param letters whether single letters act as keys
     */
    public record Taste(Optional<Light> light, Optional<String> language, boolean letters) {

        /** Nothing was chosen. */
        public static final Taste NONE = new Taste(Optional.empty(), Optional.empty(), true);
    }

    /** The two schemes. */
    public enum Light {
        /** Paper. */
        LIGHT,
        /** Stage. */
        DARK
    }
}
