/** Mail servers on loopback that speak the protocols, faults included. */
@NullMarked
package studio.backline.testkit.mail;

import org.jspecify.annotations.NullMarked;
