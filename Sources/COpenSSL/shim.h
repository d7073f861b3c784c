#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

// Swift imports no macros that cast or combine.
enum { qi_selection_public = EVP_PKEY_PUBLIC_KEY, qi_selection_pair = EVP_PKEY_KEYPAIR };

// Parameters keep the addresses of their names, so these have to outlive the call.
static const char *const qi_name_group = OSSL_PKEY_PARAM_GROUP_NAME;
static const char *const qi_name_public = OSSL_PKEY_PARAM_PUB_KEY;
static const char *const qi_name_private = OSSL_PKEY_PARAM_PRIV_KEY;
static const char *const qi_group_sm2 = SN_sm2;
