#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

// Swift imports no macros that cast or combine.
enum { qi_selection_public = EVP_PKEY_PUBLIC_KEY, qi_selection_pair = EVP_PKEY_KEYPAIR };
