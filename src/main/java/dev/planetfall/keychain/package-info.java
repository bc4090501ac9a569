/** The keychain of each system. Its interface, {@link dev.planetfall.migration.Keychain}, is what everybody else knows. */
package dev.planetfall.keychain;
