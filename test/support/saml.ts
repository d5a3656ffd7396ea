/** SAML metadata for tests: a certificate that was made for them, whose key was thrown away. */
const CERTIFICATE = `MIIBlzCCAT2gAwIBAgIUaLMeHphMZ6u5MgK0nt4xcm+8MG4wCgYIKoZIzj0EAwIwITEfMB0GA1UEAwwWU0FNUExFIC0gdHJ1c3RzIG5vYm9keTAeFw0yNj
ExMjMwODU1MDVaFw0zNjExMjAwODU1MDVaMCExHzAdBgNVBAMMFlNBTVBMRSAtIHRydXN0cyBub2JvZHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS0
JbJ/XtmTUMYwfKlJjygEVpQ7TTvaJInjPdcJiW3TktK4nxgIL09RWJjeiZ1E0l3hO5SDQjdgyuiLCOibQuiwo1MwUTAdBgNVHQ4EFgQUX6t2MI/z1AFCrd
EcHVP3RKT3s0YwHwYDVR0jBBgwFoAUX6t2MI/z1AFCrdEcHVP3RKT3s0YwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiByBWMU8S5gUsPg
kFlb1/Ne74crqQFxJpS3kbwjs3is5QIhAPcV8hgAee8h+bHkNuZMSnjG2Jmpj9F3D6yFk5c0gEL8`;

/** Metadata as IAM Identity Center writes it, cut to what counts. */
export const METADATA = `<?xml version="1.0" encoding="UTF-8"?><!-- sample -->
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://sso.example.com/SAMPLE">
  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
      <ds:X509Certificate>${CERTIFICATE}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:NameIDFormat/>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://sso.example.com/login"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`;
