package studio.backline.platform.tenancy;

/**
 * Told after the commit of whatever changed: who belongs where and as what, or what a workspace is
 * called. Who remembers any of it forgets it; which it was is read anew.
 */
public record MembershipsChanged() {}
