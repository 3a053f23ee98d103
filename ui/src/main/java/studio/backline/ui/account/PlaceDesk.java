package studio.backline.ui.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.permission.Role;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.platform.tenancy.Member;
import studio.backline.platform.tenancy.Membership;
import studio.backline.platform.tenancy.Workspaces;
import studio.backline.ui.caller.HousePermissions;

/** A person's own place in the workspace of their window, and giving it up. */
final class PlaceDesk {

    private final CallerSource callers;
    private final Workspaces workspaces;
    private final Consumer<Caller> left;

    /**
     * @param left told of whoever has left
     */
    PlaceDesk(CallerSource callers, Workspaces workspaces, Consumer<Caller> left) {
        this.callers = callers;
        this.workspaces = workspaces;
        this.left = left;
    }

    /**
     * Where one is.
     *
     * @param workspace its name
     * @param role as what
     * @param alone whether nobody else is in it
     * @param lastOwner whether nobody else owns it
     * @param only whether there is no other workspace for the person
     */
    record Place(String workspace, Role role, boolean alone, boolean lastOwner, boolean only) {}

    /** Empty for somebody who is in no workspace. */
    Optional<Place> mine() {
        return callers.find().flatMap(caller -> caller.account().flatMap(me -> at(caller, me)));
    }

    private Optional<Place> at(Caller caller, AccountId me) {
        List<Membership> mine = workspaces.of(me);
        List<Member> here = workspaces.members(caller.workspace());
        return mine.stream()
                .filter(one -> one.workspace().id().equals(caller.workspace()))
                .findFirst()
                .map(
                        one ->
                                new Place(
                                        one.workspace().name(),
                                        one.role(),
                                        here.size() < 2,
                                        isLastOwner(one.role(), here),
                                        mine.size() < 2));
    }

    private static boolean isLastOwner(Role role, List<Member> here) {
        return role == Role.OWNER
                && here.stream().filter(member -> member.role() == Role.OWNER).count() < 2;
    }

    /**
     * Ends the place.
     *
     * @throws studio.backline.platform.tenancy.LastOwnerException when no owner would be left
     */
    void leave() {
        Caller caller = callers.find().orElseThrow(PlaceDesk::nowhere);
        workspaces.remove(caller, caller.account().orElseThrow(PlaceDesk::nowhere));
        left.accept(caller);
    }

    private static PermissionDeniedException nowhere() {
        return new PermissionDeniedException(HousePermissions.MEMBERS);
    }
}
