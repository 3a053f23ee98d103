package studio.backline.plugins.crm.consent;

import java.util.List;
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
 * @param addresses by channel and address, what closes it to the person, whoever has it
 */
public record Standings(
        Map<Channel, Standing> person, Map<Channel, Map<String, Standing>> addresses) {

    /** By what an address of a kind is used: letters go to a mail, calls and texts to a phone. */
    private static List<Channel> ways(ContactPoint point) {
        return switch (point.kind()) {
            case MAIL -> List.of(Channel.EMAIL);
            case PHONE -> List.of(Channel.PHONE, Channel.SMS);
            case HANDLE, WEB -> List.of();
        };
    }

    /** The strictest of what holds for letters or calls to an address; empty for nothing. */
    public Optional<Standing> under(ContactPoint point) {
        return ways(point).stream().findFirst().flatMap(way -> under(way, point));
    }

    /** The strictest of what holds for the person and for the address; empty for nothing. */
    public Optional<Standing> under(Channel way, ContactPoint point) {
        return Stream.of(Optional.ofNullable(person.get(way)), ofAddress(way, point))
                .flatMap(Optional::stream)
                .reduce(Standing::stricter);
    }

    /** Whether it is the address that is closed, and not the person. */
    public boolean closesAddressAlone(Channel way, ContactPoint point) {
        return ofAddress(way, point).isPresent()
                && !under(way, point).equals(Optional.ofNullable(person.get(way)));
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

    private Optional<Standing> ofAddress(Channel way, ContactPoint point) {
        return Optional.ofNullable(addresses.get(way)).map(all -> all.get(point.normalised("")));
    }
}
