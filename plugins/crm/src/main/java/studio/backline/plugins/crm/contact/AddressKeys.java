package studio.backline.plugins.crm.contact;

import org.jspecify.annotations.Nullable;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.ConsentLedger;

/** What is kept beside an address, so that SQL can ask whether the address is suppressed. */
public final class AddressKeys {

    private final ConsentLedger ledger;

    public AddressKeys(ConsentLedger ledger) {
        this.ledger = ledger;
    }

    /** The key of an address for mail; none for other ways to reach a person. */
    public @Nullable Long of(ContactKind kind, String normalised) {
        return kind == ContactKind.MAIL ? ledger.addressKey(Channel.EMAIL, normalised) : null;
    }
}
