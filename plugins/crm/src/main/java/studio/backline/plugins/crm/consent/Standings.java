package studio.backline.plugins.crm.consent;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import studio.backline.contract.consent.Channel;
import studio.backline.contract.consent.Standing;
import studio.backline.contract.consent.Standing.State;
import studio.backline.plugins.crm.contact.ContactKind;
import studio.backline.plugins.crm.contact.ContactPoint;

/**
 * How things stand for a person.
 *
 * @param person by channel
 * @param mails by address, what closes it to the person, whoever has it
 */
public record Standings(Map<Channel, Standing> person, Map<String, Standing> mails) {

    /** The strictest of what holds for the person and for the address; empty for nothing. */
    public Optional<Standing> under(ContactPoint point) {
        return switch (point.kind()) {
            case MAIL ->
                    Stream.of(Optional.ofNullable(person.get(Channel.EMAIL)), ofAddress(point))
                            .flatMap(Optional::stream)
                            .reduce(Standing::stricter);
            case PHONE -> Optional.ofNullable(person.get(Channel.PHONE));
            case HANDLE, WEB -> Optional.empty();
        };
    }

    /** Whether it is the address that is closed, and not the person. */
    public boolean closesAddressAlone(ContactPoint point) {
        return ofAddress(point).isPresent()
                && !under(point).equals(Optional.ofNullable(person.get(Channel.EMAIL)));
    }

    /** Whether somebody may open it: the person did not say no, and the address is closed. */
    public boolean canBeOpened(ContactPoint point) {
        boolean refused =
                Optional.ofNullable(person.get(Channel.EMAIL))
                        .filter(said -> said.state().compareTo(State.BOUNCED) < 0)
                        .isPresent();
        return point.kind() == ContactKind.MAIL
                && !refused
                && under(point).filter(known -> known.state() != State.GRANTED).isPresent();
    }

    /** Whether somebody said no under it, which a bounce is not. */
    public boolean isRefused(ContactPoint point) {
        return under(point).filter(known -> known.state().compareTo(State.BOUNCED) < 0).isPresent();
    }

    private Optional<Standing> ofAddress(ContactPoint point) {
        return Optional.ofNullable(mails.get(point.normalised("")));
    }
}
